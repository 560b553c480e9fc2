package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"
)

// server serves the mirror and the registry on this machine.
type server struct {
	url, mirror string
	// authority is the file with the certificate that signs the server's.
	authority string

	http *http.Server
}

// serveRelease lays the mirror out in a folder, and serves it and the registry
// with TLS on a free port: Terraform takes a network mirror with nothing else.
func serveRelease(ctx context.Context, r *release, folder string) (*server, error) {
	if err := r.layOut(folder); err != nil {
		return nil, err
	}

	registry, err := r.registry("/registry")
	if err != nil {
		return nil, err
	}

	authority, certificate, err := makeCertificates()
	if err != nil {
		return nil, err
	}

	file := filepath.Join(filepath.Dir(folder), "authority.pem")
	if err := os.WriteFile(file, authority, 0o600); err != nil {
		return nil, err
	}

	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}

	mux := http.NewServeMux()
	mux.Handle("/mirror/", http.StripPrefix("/mirror", http.FileServer(http.Dir(folder))))
	mux.Handle("/registry/", registry)

	s := &server{
		url: "https://" + listener.Addr().String(), mirror: folder, authority: file,
		http: &http.Server{
			Handler: mux, ReadHeaderTimeout: 10 * time.Second,
			TLSConfig: &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12},
		},
	}

	go func() { _ = s.http.ServeTLS(listener, "", "") }() // returns when the server is closed

	return s, nil
}

func (s *server) close() error { return s.http.Close() }

// makeCertificates makes an authority, in PEM, and a certificate of it for this
// machine.
func makeCertificates() ([]byte, tls.Certificate, error) {
	parent := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "rehearsal"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "127.0.0.1"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: parent.NotBefore, NotAfter: parent.NotAfter,
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}

	parentKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, tls.Certificate{}, err
	}

	leafKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, tls.Certificate{}, err
	}

	authority, err := x509.CreateCertificate(rand.Reader, parent, parent, parentKey.Public(), parentKey)
	if err != nil {
		return nil, tls.Certificate{}, err
	}

	signed, err := x509.CreateCertificate(rand.Reader, leaf, parent, leafKey.Public(), parentKey)
	if err != nil {
		return nil, tls.Certificate{}, err
	}

	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: authority})

	return text, tls.Certificate{Certificate: [][]byte{signed, authority}, PrivateKey: leafKey}, nil
}
