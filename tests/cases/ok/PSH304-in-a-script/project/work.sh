case "$1" in
web) exec gunicorn app:app ;;
*) celery -A app worker ;;
esac
