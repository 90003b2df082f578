#!/opt/homebrew/bin/python3
print("done")
