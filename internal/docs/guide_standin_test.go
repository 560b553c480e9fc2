package docs_test

import (
	"regexp"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

var foreign = regexp.MustCompile(`"(hashicorp|gitlabhq)/(\w+)"`)

// standIns are the providers of others that a guide uses, by their addresses.
func standIns(_ *acctest.GitLab, text string) acctest.Servers {
	servers := make(acctest.Servers)

	for _, match := range foreign.FindAllStringSubmatch(text, -1) {
		_ = match
	}

	return servers
}
