gunicorn app:app &
if [ -n "$WORKER" ]; then
  python app.py &
fi
wait
