package main

import (
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
)

// server serves the mirror and the registry on this machine.
type server struct {
	*httptest.Server

	mirror string
	// authority is the file with the certificate that signs the server's.
	authority string
}

// serveRelease lays the mirror out in a folder, and serves it and the registry
// with TLS on a free port: Terraform takes a network mirror with nothing else.
func serveRelease(r *release, folder string) (*server, error) {
	if err := r.layOut(folder); err != nil {
		return nil, err
	}

	registry, err := r.registry("/registry")
	if err != nil {
		return nil, err
	}

	mux := http.NewServeMux()
	mux.Handle("/mirror/", http.StripPrefix("/mirror", http.FileServer(http.Dir(folder))))
	mux.Handle("/registry/", registry)

	// The certificate of a test server signs itself.
	s := &server{httptest.NewTLSServer(mux), folder, filepath.Join(filepath.Dir(folder), "authority.pem")}
	authority := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw})

	return s, os.WriteFile(s.authority, authority, 0o600)
}
