from sanic import Sanic

shop = Sanic("shop")
