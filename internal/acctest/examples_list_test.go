package acctest_test

import (
	"encoding/json"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/config"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// Every query among the examples runs unchanged, and each of its lists has
// results.
func TestAccListExamples(t *testing.T) {
	t.Parallel()

	var files []string

	err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".tfquery.hcl") {
			files = append(files, path)
		}

		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("found %d queries: %v", len(files), err)
	}

	for _, file := range files {
		t.Run(strings.TrimPrefix(file, root+"/"), func(t *testing.T) {
			t.Parallel()

			g, group, variables := newExampleFixture(t)
			w := acctest.NewTerraformDir(t, acctest.Servers{acctest.Registry() + "/gitlabrunner/gitlabrunner": g.Providers()["gitlabrunner"]})
			needsQueries(t, w)

			_, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("group_type"), GroupID: &group.ID, TagList: &[]string{"linux"}})
			if err != nil {
				t.Fatal(err)
			}

			// The runner of the fixture is assigned to a second project.
			other := g.Project(t, group)
			g.Assign(t, other, 1)
			variables["project_id"] = config.IntegerVariable(other.ID)

			text := read(t, file)

			encoded, err := json.Marshal(used(text, variables))
			if err != nil {
				t.Fatal(err)
			}

			w.Write("main.tf", preamble)
			w.Write("example.tfquery.hcl", text)
			w.Write("terraform.tfvars.json", string(encoded))

			found := make(map[string]int)

			for line := range strings.Lines(w.Output("query", "-json")) {
				var message struct {
					Found struct {
						Address string `json:"address"`
					} `json:"list_resource_found"`
				}

				if err := json.Unmarshal([]byte(line), &message); err != nil {
					t.Fatal(err)
				}

				address, _, _ := strings.Cut(message.Found.Address, "[")
				found[address]++
			}

			for _, list := range regexp.MustCompile(`(?m)^list "(\w+)" "(\w+)"`).FindAllStringSubmatch(text, -1) {
				if address := "list." + list[1] + "." + list[2]; found[address] == 0 {
					t.Errorf("%s has no result", address)
				}
			}
		})
	}
}
