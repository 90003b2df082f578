print("on duty")
