package main

import (
	"encoding/json"
	"net/http"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// registry answers as a registry does, so that Terraform and OpenTofu check the
// checksums and their signature. The files are those of the release.
// https://developer.hashicorp.com/terraform/internals/provider-registry-protocol
func (r *release) registry(prefix string) (http.Handler, error) {
	protocols, err := r.protocols()
	if err != nil {
		return nil, err
	}

	platforms := make([]map[string]string, 0, len(r.packages))
	for _, pkg := range r.packages {
		platforms = append(platforms, map[string]string{"os": pkg.os, "arch": pkg.arch})
	}

	mux := http.NewServeMux()
	base := "GET /" + sandbox.Address + "/"
	files := prefix + "/files/"

	mux.Handle(base+"versions", answer(map[string]any{
		"versions": []any{map[string]any{"version": r.version, "protocols": protocols, "platforms": platforms}},
	}))

	for _, pkg := range r.packages {
		mux.Handle(base+r.version+"/download/"+pkg.os+"/"+pkg.arch, answer(map[string]any{
			"protocols": protocols, "os": pkg.os, "arch": pkg.arch, "filename": pkg.file, "shasum": r.checksums[pkg.file],
			"download_url": files + pkg.file, "shasums_url": files + r.checksumsFile(), "shasums_signature_url": files + r.checksumsFile() + ".sig",
			"signing_keys": map[string]any{"gpg_public_keys": []any{map[string]any{"key_id": r.keyID, "ascii_armor": r.publicKey}}},
		}))
	}

	mux.Handle("GET /files/", http.StripPrefix("/files/", http.FileServer(http.Dir(r.folder))))

	return http.StripPrefix(prefix, mux), nil
}

func answer(content any) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(content) // the client reports an answer that ends early
	})
}
