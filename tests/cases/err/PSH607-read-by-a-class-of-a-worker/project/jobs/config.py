import os


class Config:
    hosts = os.getenv('JOB_HOSTS').split(',')
