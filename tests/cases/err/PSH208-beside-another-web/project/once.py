print('once')
