package docs_test

import (
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

// began is the time at which each guide is followed.
var began = time.Date(2026, time.June, 1, 8, 0, 0, 0, time.UTC)

// selfContained are the guides whose reader sets the environment variables that
// name a GitLab. For the others, they are set.
var selfContained = []string{"first-fleet", "emulator", "test-your-modules"}

// representative is the guide that is followed by short tests.
const representative = "first-fleet"

// A reader can follow every guide in an empty folder, with a real Terraform: its
// files can be saved as they are, its commands work, and print what it shows.
func TestAccGuides(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	for _, page := range guides(t) {
		name := strings.TrimSuffix(filepath.Base(page), ".md")

		t.Run(name, func(t *testing.T) {
			t.Parallel()

			if testing.Short() && name != representative {
				t.Skip("short tests follow one guide")
			}

			newReader(t, name, read(t, page)).follow(parseGuide(t, page))
		})
	}
}

func newReader(t *testing.T, name, text string) *reader {
	t.Helper()

	store := &stateStore{}
	g := acctest.NewSimBehind(t, store.serve, gitlabsim.WithSeed(gitlabsim.SeedDemo), gitlabsim.WithClock(clock.NewFake(began)))
	r := &reader{
		t: t, g: g, url: g.URL, home: t.TempDir(), tools: t.TempDir(),
		everywhere: make(map[string]string), applied: make(map[string]bool),
		terraform: acctest.NewTerraformDir(t, standIns(g, text)),
	}
	r.install()

	if emulator.MatchString(text) {
		r.buildEmulator()
	}

	if !slices.Contains(selfContained, name) {
		r.terraform.Environment = append(append(r.terraform.Environment, g.ProviderVariables()...), r.variables()...)
	}

	return r
}

// variables are the values that the reader gives to the variables of the guides.
func (r *reader) variables() []string {
	return []string{
		"TF_VAR_group=acme/platform", "TF_VAR_group_id=2", "TF_VAR_project_id=1", `TF_VAR_projects=["acme/mobile/app"]`,
		"TF_VAR_gitlab_url=" + r.url, "TF_VAR_resource_group_name=runners", "TF_VAR_location=westeurope",
		"TF_VAR_tenant_id=00000000-0000-0000-0000-000000000000", "TF_VAR_region=eu-central-1",
		`TF_VAR_subnet_ids=["subnet-1", "subnet-2"]`, `TF_VAR_security_group_ids=["sg-1"]`,
	}
}

// follow takes the elements of a guide in order.
func (r *reader) follow(elements []element) {
	r.t.Helper()

	counts, skipped := make(map[string]int), 0
	unmet := 0 // the level of the section that cannot be followed

	for _, e := range elements {
		if e.kind == kindHeading {
			r.expectNoWrites()
		}

		switch {
		case e.kind == kindHeading && e.section <= unmet:
			unmet = 0
		case e.kind == kindNeeds && unmet == 0 && !r.supports(e):
			unmet = e.section
		case unmet > 0 && e.isBlock():
			skipped++
		case unmet == 0:
			r.take(e)

			if e.isBlock() {
				counts[e.kind]++
			}
		}

		if r.t.Failed() {
			r.t.Fatalf("line %d of the guide cannot be followed", e.line)
		}
	}

	r.expectNoWrites()
	r.leave()
	r.t.Logf("blocks: %v, %d skipped", counts, skipped)
}

func (r *reader) take(e element) {
	r.t.Helper()

	switch e.kind {
	case kindFile:
		r.save(e.argument, e.text)
	case kindRun:
		r.run(e)
	case kindOutput:
		r.output(e)
	case kindEvent:
		r.event(e)
	case kindPipeline:
		r.runPipeline(e)
	}
}

var need = regexp.MustCompile(`(Terraform|OpenTofu) 1\.(\d+)`)

// supports reports whether the tested Terraform or OpenTofu is as new as a section
// requires. A product that is not named does not have the feature.
func (r *reader) supports(e element) bool {
	r.t.Helper()

	const never = 1000

	least := map[string]int{"Terraform": never, "OpenTofu": never}

	for _, match := range need.FindAllStringSubmatch(e.argument, -1) {
		minor, err := strconv.Atoi(match[2])
		if err != nil {
			r.t.Fatal(err)
		}

		least[match[1]] = minor
	}

	return r.terraform.IsAtLeast(least["Terraform"], least["OpenTofu"])
}
