echo "Starting"
flask db upgrade
