import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Each face is built by its own mode: `vite build --mode console`. */
export default defineConfig(({ mode }) => {
  const face = mode === "console" ? mode : "console";
  const server = process.env.LIANXIN_API ?? "http://127.0.0.1:8000";
  return {
    root: resolve(__dirname, "src", face),
    base: `/${face}/`,
    publicDir: false,
    plugins: [react()],
    build: {
      outDir: resolve(__dirname, "..", "lianxin", "web_dist", face),
      emptyOutDir: true,
      manifest: "manifest.json",
      target: "chrome109",
      chunkSizeWarningLimit: 900,
    },
    server: { port: 5173, proxy: { "/api": { target: server, changeOrigin: true } } },
  };
});
