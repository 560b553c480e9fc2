package docs_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// events are the events outside of a guide, by the texts of their markers.
var events = []struct {
	text   *regexp.Regexp
	happen func(r *reader, words []string)
}{
	{regexp.MustCompile(`^the runner "(.+)" is paused$`), (*reader).pause},
	{regexp.MustCompile(`^(\d+) days pass$`), (*reader).pass},
	{regexp.MustCompile(`^(\S+) is removed from (\S+)$`), (*reader).remove},
	{regexp.MustCompile(`^(\S+) of ([\w-]+) is saved as (\S+)$`), (*reader).saveFrom},
	{regexp.MustCompile(`^(\S+) of ([\w-]+) is applied in (\w+)(, with its state in GitLab)?$`), (*reader).apply},
	{regexp.MustCompile(`^team_tokens are those of (\w+) and (\w+)$`), (*reader).teamTokens},
	{regexp.MustCompile(`^runner_id and runner_token are those of (?:a|another) new runner$`), (*reader).newRunner},
	{regexp.MustCompile(`^registration tokens are allowed$`), (*reader).allowRegistration},
	{regexp.MustCompile(`^no request changes GitLab until the end of the section$`), (*reader).forbidWrites},
	{regexp.MustCompile(`^the next runner is (\d+)$`), (*reader).skipIDs},
	{regexp.MustCompile(`^the examples of (\w+) are copied$`), (*reader).copyExamples},
	{regexp.MustCompile(`^the configuration is applied$`), (*reader).initAndApply},
	{regexp.MustCompile(`^runner (\d+) is in the state of the official provider, in (\w+)$`), (*reader).official},
	{regexp.MustCompile(`^the access token is one of (\w+)`), (*reader).signIn},
}

// event carries out an event.
func (r *reader) event(e element) {
	r.t.Helper()

	for _, event := range events {
		if words := event.text.FindStringSubmatch(e.argument); words != nil {
			event.happen(r, words[1:])

			return
		}
	}

	r.t.Fatalf("line %d: unknown event %q", e.line, e.argument)
}

func (r *reader) pause(words []string) {
	r.t.Helper()

	runners, _, err := r.g.API.Runners.ListAllRunners(nil)
	if err != nil {
		r.t.Fatal(err)
	}

	for _, runner := range runners {
		if runner.Description == words[0] {
			_, _, err := r.g.API.Runners.UpdateRunnerDetails(runner.ID, &gitlab.UpdateRunnerDetailsOptions{Paused: gitlab.Ptr(true)})
			if err != nil {
				r.t.Fatal(err)
			}

			return
		}
	}

	r.t.Fatalf("there is no runner %q", words[0])
}

func (r *reader) pass(words []string) {
	r.t.Helper()

	days, err := strconv.Atoi(words[0])
	if err != nil {
		r.t.Fatal(err)
	}

	r.g.AdvanceServer(r.t, time.Duration(days)*24*time.Hour)
}

// remove removes the resource, or the import block of one, from a file.
func (r *reader) remove(words []string) {
	r.t.Helper()

	resource := strings.ReplaceAll(words[0], ".", `" "`)
	text := read(r.t, filepath.Join(r.home, words[1]))
	block := regexp.MustCompile(`(?ms)^resource "` + resource + `" \{.*?^\}\n|^import \{\n  to += ` + regexp.QuoteMeta(words[0]) + `\n.*?^\}\n`)

	if !block.MatchString(text) {
		r.t.Fatalf("%s is not in\n%s", words[0], text)
	}

	r.write(words[1], block.ReplaceAllString(text, ""))
}

// saveFrom saves a file of another guide.
func (r *reader) saveFrom(words []string) {
	r.t.Helper()

	for _, e := range parseGuide(r.t, filepath.Join(repository, "docs", "guides", words[1]+".md")) {
		if e.kind == kindFile && filepath.Base(e.argument) == words[0] {
			r.save(words[2], e.text)

			return
		}
	}

	r.t.Fatalf("the guide %s has no file %s", words[1], words[0])
}

// apply applies a file of another guide. Its state is in the folder, or in GitLab.
func (r *reader) apply(words []string) {
	r.t.Helper()
	r.saveFrom([]string{words[0], words[1], words[2] + "/main.tf"})

	if words[3] != "" {
		r.saveFrom([]string{"backend.tf", words[1], words[2] + "/backend.tf"})

		address := r.url + "/api/v4/projects/1/terraform/state/fleet"

		r.command("export TF_HTTP_USERNAME=root TF_HTTP_PASSWORD="+acctest.RootToken+" TF_HTTP_ADDRESS="+address, "0")
	}

	r.initAndApply(nil)
}

func (r *reader) initAndApply([]string) {
	r.t.Helper()
	r.command("terraform init", "0")
	r.command("terraform apply", "0")
}

// allowRegistration gives a registration token to a variable of the guides.
func (r *reader) allowRegistration([]string) {
	r.t.Helper()
	r.g.AllowRegistration(r.t, true)

	group, _, err := r.g.API.Groups.GetGroup(2, nil)
	if err != nil {
		r.t.Fatal(err)
	}

	r.command("export TF_VAR_registration_token="+group.RunnersToken, "0")
}

// skipIDs creates runners until the next one gets an ID.
func (r *reader) skipIDs(words []string) {
	r.t.Helper()

	next, err := strconv.ParseInt(words[0], 10, 64)
	if err != nil {
		r.t.Fatal(err)
	}

	for {
		runner, _, err := r.g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("instance_type")})
		if err != nil {
			r.t.Fatal(err)
		}

		if runner.ID+1 >= next {
			return
		}
	}
}

// official creates a runner with the official provider.
func (r *reader) official(words []string) {
	r.t.Helper()
	r.skipIDs(words[:1])
	r.save(words[1]+"/main.tf", officialRunner)
	r.initAndApply(nil)
}

const officialRunner = `terraform {
  required_providers {
    gitlab = {
      source = "gitlabhq/gitlab"
    }
  }
}

variable "group_id" {
  type = number
}

resource "gitlab_user_runner" "build" {
  runner_type = "group_type"
  group_id    = var.group_id
  description = "build on Linux"
  tag_list    = ["linux"]
}
`

// teamTokens gives tokens of users to a variable of the guides.
func (r *reader) teamTokens(words []string) {
	r.t.Helper()

	r.command(fmt.Sprintf(`export TF_VAR_team_tokens='{"web": "%s", "data": "%s"}'`, r.token(words[0]), r.token(words[1])), "0")
}

// signIn makes the access token in use that of a user of the seed.
func (r *reader) signIn(words []string) {
	r.t.Helper()
	r.command("export GITLAB_TOKEN="+r.token(words[0]), "0")
}

// token creates an access token of a user of the seed.
func (r *reader) token(username string) string {
	r.t.Helper()

	users, _, err := r.g.API.Users.ListUsers(&gitlab.ListUsersOptions{Username: &username})
	if err != nil || len(users) != 1 {
		r.t.Fatalf("found %d users %s: %v", len(users), username, err)
	}

	token, _, err := r.g.API.Users.CreatePersonalAccessToken(users[0].ID, &gitlab.CreatePersonalAccessTokenOptions{
		Name: gitlab.Ptr("guide"), Scopes: &[]string{"api"},
	})
	if err != nil {
		r.t.Fatal(err)
	}

	return token.Token
}

// newRunner creates a runner in GitLab and gives its ID and token to the variables
// of the guides.
func (r *reader) newRunner([]string) {
	r.t.Helper()

	runner, _, err := r.g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("instance_type")})
	if err != nil {
		r.t.Fatal(err)
	}

	r.command(fmt.Sprintf("export TF_VAR_runner_id=%d TF_VAR_runner_token=%s", runner.ID, runner.Token), "0")
}

func (r *reader) forbidWrites([]string) {
	r.t.Helper()
	r.g.ClearJournal(r.t)

	r.readOnly = true
}

// expectNoWrites ends a section without writes.
func (r *reader) expectNoWrites() {
	r.t.Helper()

	if r.readOnly {
		acctest.Equal(r.t, "the requests that changed GitLab", r.g.Writes(r.t), nil)
	}

	r.readOnly = false
}

// copyExamples copies a folder of the examples, as the guide asks the reader to.
func (r *reader) copyExamples(words []string) {
	r.t.Helper()

	if err := os.CopyFS(r.home, os.DirFS(filepath.Join(repository, "examples", words[0]))); err != nil {
		r.t.Fatal(err)
	}
}
