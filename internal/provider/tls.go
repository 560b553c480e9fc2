package provider

import (
	"crypto/tls"
	"crypto/x509"
	"os"
	"strings"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// tlsConfig is nil if nothing is configured, so that the default of Go applies.
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
			r.refuse("cacert_file", tfdiag.CACertFileUnreadable, tfdiag.Values{"reason": err})

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
		r.refuse(attribute, tfdiag.CACertEmpty, nil)
	}

	return pool
}

func (r *reader) clientCertificate(cert, key string) []tls.Certificate {
	switch {
	case key == "":
		r.refuse("client_key", tfdiag.ClientKeyMissing, nil)

		return nil
	case cert == "":
		r.refuse("client_cert", tfdiag.ClientCertMissing, nil)

		return nil
	}

	certPEM := r.pemOrFile("client_cert", cert)
	keyPEM := r.pemOrFile("client_key", key)

	if r.diags.HasError() {
		return nil
	}

	pair, err := tls.X509KeyPair(certPEM, keyPEM)
	if err != nil {
		r.refuse("client_cert", tfdiag.ClientCertMismatch, tfdiag.Values{"reason": err})
	}

	return []tls.Certificate{pair}
}

func (r *reader) pemOrFile(attribute, text string) []byte {
	if strings.Contains(text, "-----BEGIN ") {
		return []byte(text)
	}

	content, err := os.ReadFile(text)
	if err != nil {
		// The error would name the file, and the text may be a mangled key.
		r.refuse(attribute, tfdiag.ClientCertUnreadable, nil)
	}

	return content
}
