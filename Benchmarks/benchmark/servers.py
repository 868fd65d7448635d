"""nginx as the server: one worker, on one core."""
import os
import pathlib
import re
import socket
import subprocess
import time
import urllib.request

CONFIGURATION = """
daemon off; master_process off; pid {folder}/pid; error_log stderr crit;
events {{ worker_connections 18000; }}
http {{
    access_log off; keepalive_requests 100000000; keepalive_timeout 600; sendfile on;
    open_file_cache max=10 inactive=600s; open_file_cache_valid 600s;
    default_type application/json;
    client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    ssl_certificate {folder}/certificate.pem; ssl_certificate_key {folder}/key.pem;
    # The same for all: one version, one cipher, one curve, no resumed sessions.
    ssl_protocols TLSv1.3; ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256;
    ssl_ecdh_curve X25519; ssl_session_tickets off; ssl_session_cache off;
    server {{
        listen 127.0.0.1:{http} backlog=16384;
        listen 127.0.0.1:{https} ssl backlog=16384;
        location = /health {{ return 200 '{{"status":"ok"}}'; }}
        location = /large {{ alias {folder}/large; }}
        location = /login {{ return 200 '{{"token":"3f1a9c7be2d84056","expires":3600}}'; }}
        location /items {{
            if ($http_authorization != "Bearer 3f1a9c7be2d84056") {{ return 401; }}
            return 200 '{{"id":7,"name":"lamp","price":1290,"stock":41}}';
        }}
        location = /status {{ stub_status; }}
    }}
}}
"""


def free_port() -> int:
    """A port below the range from which the system takes clients' ports."""
    lowest = int(pathlib.Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    for port in range(lowest - 1, 1024, -1):
        with socket.socket() as candidate:
            try:
                candidate.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue
    raise RuntimeError("no free port")


class Nginx:
    def __init__(self, folder: pathlib.Path):
        self.folder = folder
        self.http = free_port()
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", self.http))
            self.https = free_port()
        self.certificate = folder / "certificate.pem"

    def __enter__(self) -> "Nginx":
        (self.folder / "large").write_bytes(b"x" * 100_000)
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
             "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
             "-addext", "subjectAltName=IP:127.0.0.1",
             "-keyout", self.folder / "key.pem", "-out", self.certificate],
            check=True, capture_output=True)
        configuration = self.folder / "nginx.conf"
        configuration.write_text(
            CONFIGURATION.format(folder=self.folder, http=self.http, https=self.https))
        self.process = subprocess.Popen(["nginx", "-p", self.folder, "-c", configuration])
        self._wait_until_ready()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def _wait_until_ready(self):
        for _ in range(100):
            if self.process.poll() is not None:
                break
            try:
                return self.counts()
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("nginx did not start")

    def url(self, scheme: str) -> str:
        return f"{scheme}://127.0.0.1:{self.https if scheme == 'https' else self.http}"

    def pin(self, core: int):
        os.sched_setaffinity(self.process.pid, {core})

    def counts(self) -> tuple:
        """The connections and the requests so far, this one included."""
        with urllib.request.urlopen(f"{self.url('http')}/status", timeout=30) as reply:
            numbers = re.search(r"^ (\d+) (\d+) (\d+)", reply.read().decode(), re.MULTILINE)
        return int(numbers[1]), int(numbers[3])

    def cpu_seconds(self) -> float:
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
