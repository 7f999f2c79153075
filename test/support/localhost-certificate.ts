/**
 * A certificate for this machine that nobody else trusts, and its key, good for a hundred years. Made by
 * `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 -subj /CN=localhost
 * -addext subjectAltName=DNS:localhost,IP:127.0.0.1`. It protects nothing.
 */
export const LOCALHOST = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgHdszzA0X+ikDBLca
z5o3K/E6jWpR5OJ427XMmhaGr0uhRANCAAS5bQYZL9yT7INZ1VV+X7X5h/XZ4U2T
tCSd6tfXZ7il1KO+J+En1jdK2IvJT5WWhtMW+BHZHWtVoD3E+US8l8tQ
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBmjCCAUGgAwIBAgIUM0W+iSU/T9/BCURTulHzE44Bt44wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTE0MDUwN1oYDzIxMjYxMDI4
MTQwNTA3WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAS5bQYZL9yT7INZ1VV+X7X5h/XZ4U2TtCSd6tfXZ7il1KO+J+En1jdK
2IvJT5WWhtMW+BHZHWtVoD3E+US8l8tQo28wbTAdBgNVHQ4EFgQUr2DxEYwpwBGJ
9pHjyMTdN5W6DjAwHwYDVR0jBBgwFoAUr2DxEYwpwBGJ9pHjyMTdN5W6DjAwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDRwAwRAIgbON5gCs1amLQrRGu+DPUZ3zhQL641ZzvdJxLEbdCp74CIEob
Neq8E0Vsp5fPMsWQ6CANTNx7TjIEQjWVfW/1PdR+
-----END CERTIFICATE-----`,
} as const;
