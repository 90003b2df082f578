print("a bot")
