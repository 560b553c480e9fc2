package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// command runs a command, prints the interesting part of its output, and returns
// its requests. A token in its output is a failure.
func (e *environment) command(ctx context.Context, arguments ...string) (all, writes requests, err error) {
	if err := e.gitlab.ClearJournal(ctx); err != nil {
		return nil, nil, err
	}

	e.action("$", e.terraform.Typed(arguments))

	result, err := e.terraform.Run(ctx, arguments...)
	e.last = result
	e.commands++

	if err != nil {
		return nil, nil, err
	}

	if e.verbose {
		e.whole(result)
	} else {
		e.excerpt(excerpt(result.Output(), e.closeUp))
	}

	if token.MatchString(result.Output()) {
		return nil, nil, errors.New("a token is on the screen")
	}

	all, writes, err = e.gitlab.requests(ctx)
	e.written += len(writes)
	e.reads += len(all) - len(writes)

	return all, writes, err
}

// answer runs a command that prints JSON about the last command. It is printed
// only with -v: plans and states as JSON hold tokens.
func (e *environment) answer(ctx context.Context, arguments ...string) (string, error) {
	result, err := e.terraform.Run(ctx, arguments...)
	e.commands++

	if err != nil {
		return "", err
	}

	if e.verbose {
		e.action("$", result.Command)
		e.whole(result)
	}

	if result.Code != 0 {
		e.last = result

		return "", fmt.Errorf("%s has exit code %d", result.Command, result.Code)
	}

	return result.Stdout, nil
}

// apply runs apply or destroy, with exactly these writes to GitLab.
func (e *environment) apply(ctx context.Context, expected requests, arguments ...string) error {
	_, writes, err := e.command(ctx, arguments...)
	if err != nil {
		return err
	}

	if err := e.exited(0); err != nil {
		return err
	}

	return same("the requests that change something", writes, expected)
}

// plan makes a plan with exactly these changes.
func (e *environment) plan(ctx context.Context, file string, expected ...string) error {
	if err := e.planExits(ctx, 2, "plan", "-detailed-exitcode", "-out", file); err != nil {
		return err
	}

	answer, err := e.answer(ctx, "show", "-json", file)
	if err != nil {
		return err
	}

	found, err := changes(answer)
	if err != nil {
		return err
	}

	return same("the planned changes", found, expected)
}

// planIsEmpty makes a plan without changes.
func (e *environment) planIsEmpty(ctx context.Context) error {
	return e.planExits(ctx, 0, "plan", "-detailed-exitcode")
}

// planExits makes a plan, which never writes to GitLab, and checks its exit code:
// 0 for an empty plan, 2 for one with changes.
func (e *environment) planExits(ctx context.Context, code int, arguments ...string) error {
	all, writes, err := e.command(ctx, arguments...)
	if err != nil {
		return err
	}

	e.planned, e.planOutput = all, e.last.OneLine()

	if err := e.exited(code); err != nil {
		return err
	}

	return same("the requests of a plan that change something", writes, nil)
}

func (e *environment) exited(code int) error {
	if e.last.Code != code {
		return fmt.Errorf("%q has exit code %d instead of %d", e.last.Command, e.last.Code, code)
	}

	return nil
}

// applyFleet runs apply, with exactly these writes to GitLab, which then has the fleet as
// it is configured. It takes the ids of the runners from the output.
func (e *environment) applyFleet(ctx context.Context, expected requests, arguments ...string) error {
	if err := e.apply(ctx, expected, append([]string{"apply"}, arguments...)...); err != nil {
		return err
	}

	answer, err := e.answer(ctx, "output", "-json", "runner_ids")
	if err != nil {
		return err
	}

	e.fleet = nil

	if err := json.Unmarshal([]byte(answer), &e.fleet); err != nil {
		return err
	}

	return e.gitlabHas(ctx, e.asConfigured())
}

// gitlabHas checks that GitLab has exactly these runners, described like this.
func (e *environment) gitlabHas(ctx context.Context, expected map[int64]string) error {
	ids, err := e.gitlab.runners(ctx)
	if err != nil {
		return err
	}

	found := make([]string, 0, len(ids))

	for _, id := range ids {
		text, err := e.gitlab.describe(ctx, id)
		if err != nil {
			return err
		}

		found = append(found, fmt.Sprintf("%d: %s", id, text))
	}

	var want []string
	for id, text := range expected {
		want = append(want, fmt.Sprintf("%d: %s", id, text))
	}

	return same("the runners in GitLab", found, want)
}

// same compares two lists in any order.
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
