package docs_test

import (
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"
)

// events are what happens outside of a guide, by the texts of their markers.
var events = []struct {
	text   *regexp.Regexp
	happen func(r *reader, words []string)
}{
	{regexp.MustCompile(`^the runner "(.+)" is paused$`), (*reader).pause},
	{regexp.MustCompile(`^(\d+) days pass$`), (*reader).pass},
	{regexp.MustCompile(`^(\S+) is removed from (\S+)$`), (*reader).remove},
	{regexp.MustCompile(`^(\S+) of ([\w-]+) is saved as (\S+)$`), (*reader).borrow},
	{regexp.MustCompile(`^the access token is one of (\w+), a (\w+) of group (\d+)$`), (*reader).signIn},
}

// event makes an event happen.
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

// remove removes a resource from a file that Terraform has generated.
func (r *reader) remove(words []string) {
	r.t.Helper()

	name := strings.Split(words[0], ".")
	text := read(r.t, filepath.Join(r.home, words[1]))
	block := regexp.MustCompile(`(?ms)^resource "` + name[0] + `" "` + name[1] + `" \{.*?^\}\n`)

	if !block.MatchString(text) {
		r.t.Fatalf("%s is not in\n%s", words[0], text)
	}

	r.write(words[1], block.ReplaceAllString(text, ""))
}

// borrow saves a file of another guide.
func (r *reader) borrow(words []string) {
	r.t.Helper()

	for _, e := range parseGuide(r.t, filepath.Join(repository, "docs", "guides", words[1]+".md")) {
		if e.kind == kindFile && filepath.Base(e.argument) == words[0] {
			r.save(words[2], e.text)

			return
		}
	}

	r.t.Fatalf("the guide %s has no file %s", words[1], words[0])
}

// signIn makes the access token in use that of a user of the seed.
func (r *reader) signIn(words []string) {
	r.t.Helper()

	users, _, err := r.g.API.Users.ListUsers(&gitlab.ListUsersOptions{Username: &words[0]})
	if err != nil || len(users) != 1 {
		r.t.Fatalf("found %d users %s: %v", len(users), words[0], err)
	}

	token, _, err := r.g.API.Users.CreatePersonalAccessToken(users[0].ID, &gitlab.CreatePersonalAccessTokenOptions{
		Name: gitlab.Ptr("guide"), Scopes: gitlab.Ptr([]string{"api"}),
	})
	if err != nil {
		r.t.Fatal(err)
	}

	r.command("export GITLAB_TOKEN="+token.Token, "0")
}
