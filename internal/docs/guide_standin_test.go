package docs_test

import (
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/standin"
)

// foreign matches the providers of others.
var foreign = regexp.MustCompile(`"(hashicorp|gitlabhq)/(\w+)"`)

// standIns are the providers of others that a guide uses, by their addresses.
func standIns(g *acctest.GitLab, text string) acctest.Servers {
	servers := make(acctest.Servers)

	for _, match := range foreign.FindAllStringSubmatch(text, -1) {
		address := acctest.Registry() + "/" + match[1] + "/" + match[2]

		if match[1] == "gitlabhq" {
			servers[address] = providerserver.NewProtocol6WithError(&standin.GitLab{API: g.API, Major: 18})
		} else {
			servers[address] = providerserver.NewProtocol6WithError(&standin.Store{Name: match[2]})
		}
	}

	return servers
}
