/// <reference types="vite/client" />
/// <reference types="@remix-run/dev/server-build" />
