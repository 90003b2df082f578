celery -A app worker
