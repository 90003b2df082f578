import chainlit as cl


@cl.on_message
async def answer(message):
    await cl.Message(content="hello").send()
