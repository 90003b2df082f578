import os

import telebot

bot = telebot.TeleBot(os.environ["TOKEN"])


@bot.message_handler(commands=["start"])
def start(message):
    bot.reply_to(message, "hello")


if __name__ == "__main__":
    bot.infinity_polling()
