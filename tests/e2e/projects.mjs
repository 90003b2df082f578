// The projects that most tests of the page open, in every browser.
export const REQUIREMENTS = "Flask==2.0.3\ngunicorn==20.1.0\n";
export const READY = { Procfile: "web: gunicorn app:app --log-file -\n", "requirements.txt": REQUIREMENTS, "runtime.txt": "python-3.6.6\n", "app.py": "app = 1\n" };
export const BROKEN = { ...READY, Procfile: "web:gunicorn app:app --log-file -\r\n" };
