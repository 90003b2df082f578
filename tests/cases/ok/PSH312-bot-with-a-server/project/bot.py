from server import listen
import os

import telebot

bot = telebot.TeleBot(os.environ["TOKEN"])


@bot.message_handler(commands=["start"])
def start(message):
    bot.reply_to(message, "hello")


if __name__ == "__main__":
    listen()
    bot.infinity_polling()
