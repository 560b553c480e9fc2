package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// run runs a command, prints what matters of it, and notes what it asked of
// GitLab. A token in its output is a failure.
func (s *stage) run(ctx context.Context, arguments ...string) (requests, error) {
	if err := s.gitlab.forget(ctx); err != nil {
		return nil, err
	}

	s.act("$", s.terraform.Typed(arguments))

	done, err := s.terraform.Run(ctx, arguments...)
	s.last = done
	s.commands++

	if err != nil {
		return nil, err
	}

	if s.verbose {
		s.whole(done)
	} else {
		s.excerpt(excerpt(done.Output(), s.closeUp))
	}

	if token.MatchString(done.Output()) {
		return nil, errors.New("a token is on the screen")
	}

	heard, err := s.gitlab.heard(ctx)
	if err != nil {
		return nil, err
	}

	s.writings += len(heard.writes())
	s.reads += len(heard) - len(heard.writes())

	return heard, nil
}

// ask runs a command that answers in JSON, about what the last command did. It
// is no part of what is told, and plans and states as JSON hold tokens.
func (s *stage) ask(ctx context.Context, arguments ...string) (string, error) {
	done, err := s.terraform.Run(ctx, arguments...)
	s.commands++

	if err != nil {
		return "", err
	}

	if s.verbose {
		s.act("$", done.Command)
		s.whole(done)
	}

	if done.Code != 0 {
		s.last = done

		return "", fmt.Errorf("%s has exit code %d", done.Command, done.Code)
	}

	return done.Stdout, nil
}

// apply runs apply or destroy. It may write to GitLab what is expected, no
// more and no less.
func (s *stage) apply(ctx context.Context, expected requests, arguments ...string) error {
	heard, err := s.run(ctx, arguments...)
	if err != nil {
		return err
	}

	if err := s.exited(0); err != nil {
		return err
	}

	return same("the requests that change something", heard.writes(), expected)
}

// plan makes a plan that finds something to do, and checks what.
func (s *stage) plan(ctx context.Context, file string, expected ...string) error {
	if err := s.exits(ctx, 2, "plan", "-detailed-exitcode", "-out", file); err != nil {
		return err
	}

	answer, err := s.ask(ctx, "show", "-json", file)
	if err != nil {
		return err
	}

	found, err := changes(answer)
	if err != nil {
		return err
	}

	return same("the planned changes", found, expected)
}

// planIsEmpty makes a plan that finds nothing to do.
func (s *stage) planIsEmpty(ctx context.Context) error {
	return s.exits(ctx, 0, "plan", "-detailed-exitcode")
}

// exits runs a plan, which never writes to GitLab, and checks its exit code:
// 0 for an empty plan, 2 for one with changes.
func (s *stage) exits(ctx context.Context, code int, arguments ...string) error {
	heard, err := s.run(ctx, arguments...)
	if err != nil {
		return err
	}

	s.planned = heard
	s.planSaid = strings.Join(strings.Fields(strings.ReplaceAll(s.last.Output(), "│", " ")), " ")

	if err := s.exited(code); err != nil {
		return err
	}

	return same("the requests of a plan that change something", heard.writes(), nil)
}

func (s *stage) exited(code int) error {
	if s.last.Code != code {
		return fmt.Errorf("%q has exit code %d instead of %d", s.last.Command, s.last.Code, code)
	}

	return nil
}

// readFleet takes the numbers of the runners from the output.
func (s *stage) readFleet(ctx context.Context) error {
	answer, err := s.ask(ctx, "output", "-json", "runner_ids")
	if err != nil {
		return err
	}

	s.fleet = nil

	return json.Unmarshal([]byte(answer), &s.fleet)
}

// sees checks that GitLab has these runners and no others, and shows them so.
func (s *stage) sees(ctx context.Context, expected map[int64]string) error {
	numbers, err := s.gitlab.runners(ctx)
	if err != nil {
		return err
	}

	found := make([]string, 0, len(numbers))

	for _, number := range numbers {
		text, err := s.gitlab.look(ctx, number)
		if err != nil {
			return err
		}

		found = append(found, fmt.Sprintf("%d: %s", number, text))
	}

	var want []string
	for number, text := range expected {
		want = append(want, fmt.Sprintf("%d: %s", number, text))
	}

	return same("the runners in GitLab", found, want)
}

// same compares two lists, whatever their order.
func same(what string, got, want []string) error {
	got, want = slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))

	if slices.Equal(got, want) {
		return nil
	}

	return fmt.Errorf("%s are not as expected\n  got:  %s\n  want: %s", what, list(got), list(want))
}

func list(items []string) string {
	if len(items) == 0 {
		return "none"
	}

	return strings.Join(items, "\n        ")
}
