from setuptools import setup

setup(name="shop", version="1", py_modules=["app"], install_requires=["flask==3.1.2", "gunicorn==23.0.0"])
