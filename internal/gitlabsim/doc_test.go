package gitlabsim_test

import (
	"os"
	"regexp"
	"slices"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

// The table in doc.go has every endpoint, and names existing files.
func TestDocumentationIsComplete(t *testing.T) {
	t.Parallel()

	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}

	var documented []string

	for _, row := range regexp.MustCompile(`(?m)^//\t([A-Z]+) +(/[a-z]\S*) +(\S+\.go) +\S+\.rb`).FindAllSubmatch(doc, -1) {
		documented = append(documented, string(row[1])+" "+string(row[2]))

		if _, err := os.Stat(string(row[3])); err != nil {
			t.Error(err)
		}
	}

	routes := gitlabsim.Routes()

	slices.Sort(routes)
	slices.Sort(documented)

	if !slices.Equal(routes, documented) {
		t.Errorf("the routes are\n%v\nand the documentation has\n%v", routes, documented)
	}

	for _, mention := range regexp.MustCompile(`[a-z_]+\.go\b`).FindAll(doc, -1) {
		if _, err := os.Stat(string(mention)); err != nil {
			t.Error(err)
		}
	}
}
