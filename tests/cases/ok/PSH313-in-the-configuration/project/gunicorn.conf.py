worker_tmp_dir = "/dev/shm"
