from flask import Flask

app = Flask(__name__)

import telebot

bot = telebot.TeleBot('token')
bot.infinity_polling()
