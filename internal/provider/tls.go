package provider

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"os"
	"strings"
)

// tlsConfig is nil where nothing is configured, so that Go's default holds.
func (r *reader) tlsConfig(model providerModel) *tls.Config {
	authorities, from := r.authorities(model)
	cert := r.text(model.ClientCert, "GITLAB_CLIENT_CERT")
	key := r.text(model.ClientKey, "GITLAB_CLIENT_KEY")
	insecure := r.boolean("insecure", model.Insecure, "GITLAB_INSECURE")

	if authorities == nil && cert == "" && key == "" && !insecure {
		return nil
	}

	config := &tls.Config{MinVersion: tls.VersionTLS12, InsecureSkipVerify: insecure}

	if authorities != nil {
		config.RootCAs = r.pool(authorities, from)
	}

	if cert != "" || key != "" {
		config.Certificates = r.clientCertificate(cert, key)
	}

	return config
}

// authorities is PEM text, and the attribute that it came from.
func (r *reader) authorities(model providerModel) ([]byte, string) {
	if text := model.CACertPEM.ValueString(); text != "" {
		return []byte(text), "cacert_pem"
	}

	if file := r.text(model.CACertFile, "GITLAB_CACERT_FILE"); file != "" {
		content, err := os.ReadFile(file)
		if err != nil {
			r.wrong("cacert_file", fmt.Sprintf("The file cannot be read: %s.", err))

			return nil, ""
		}

		return content, "cacert_file"
	}

	if text := r.getenv("GITLAB_CACERT_PEM"); text != "" {
		return []byte(text), "cacert_pem"
	}

	return nil, ""
}

func (r *reader) pool(authorities []byte, attribute string) *x509.CertPool {
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}

	if !pool.AppendCertsFromPEM(authorities) {
		r.malformed(attribute, "There is no certificate in it. A certificate in PEM begins with a line BEGIN CERTIFICATE.")
	}

	return pool
}

func (r *reader) clientCertificate(cert, key string) []tls.Certificate {
	switch {
	case key == "":
		r.malformed("client_key", "client_cert is set, and without its key it is of no use.")

		return nil
	case cert == "":
		r.malformed("client_cert", "client_key is set, and without its certificate it is of no use.")

		return nil
	}

	certPEM := r.pemOrFile("client_cert", cert)
	keyPEM := r.pemOrFile("client_key", key)

	if r.diags.HasError() {
		return nil
	}

	pair, err := tls.X509KeyPair(certPEM, keyPEM)
	if err != nil {
		r.malformed("client_cert", fmt.Sprintf("Certificate and key cannot be used together: %s.", err))
	}

	return []tls.Certificate{pair}
}

func (r *reader) pemOrFile(attribute, text string) []byte {
	if strings.Contains(text, "-----BEGIN ") {
		return []byte(text)
	}

	content, err := os.ReadFile(text)
	if err != nil {
		// The error names the file, and that could be a key gone wrong.
		r.malformed(attribute, "It is neither PEM (there is no line BEGIN in it) nor the name of a file that can be read.")
	}

	return content
}
