from rooms import consumers

patterns = []
