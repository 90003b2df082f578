# one
export MODE=work
exec python app.py