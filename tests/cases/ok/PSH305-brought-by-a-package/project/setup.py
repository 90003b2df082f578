from setuptools import setup

setup(name="shop", scripts=["start.sh"])
