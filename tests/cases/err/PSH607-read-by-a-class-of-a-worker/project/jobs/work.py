from jobs.config import Config

print(Config.hosts)
