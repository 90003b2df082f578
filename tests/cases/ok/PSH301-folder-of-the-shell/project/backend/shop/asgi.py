async def application(scope, receive, send):
    pass
