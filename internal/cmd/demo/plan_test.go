package main

import (
	"slices"
	"testing"
)

func TestChanges(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		resources, outputs string
		want               []string
	}{
		"nothing": {
			resources: `{"address": "r.a", "change": {"actions": ["no-op"], "before": {"id": 1}, "after": {"id": 1}, "after_unknown": {}}}`,
			outputs:   `"ids": {"actions": ["no-op"]}`,
		},
		"create and delete, sorted": {
			resources: `{"address": "r.b", "change": {"actions": ["delete"], "before": {"id": 1}, "after": null}},
				{"address": "r.a", "change": {"actions": ["create"], "before": null, "after": {"x": 1}, "after_unknown": {"id": true}}}`,
			want: []string{"create r.a", "delete r.b"},
		},
		"update names what changes": {
			resources: `{"address": "r.a", "change": {"actions": ["update"],
				"before": {"id": 1, "paused": true, "tag_list": ["a", "b"], "note": null},
				"after": {"id": 1, "paused": false, "tag_list": ["a"], "note": null}, "after_unknown": {"tag_list": [false]}}}`,
			want: []string{"update r.a: paused, tag_list"},
		},
		"what is not known yet changes": {
			resources: `{"address": "r.a", "change": {"actions": ["update"],
				"before": {"token": "a", "list": ["a"], "object": {"x": 1}}, "after": {"list": ["a"], "object": {"x": 1}},
				"after_unknown": {"token": true, "list": [false, true], "object": {"x": true}}}}`,
			want: []string{"update r.a: list, object, token"},
		},
		"replace": {
			resources: `{"address": "r.a", "change": {"actions": ["delete", "create"], "before": {"id": 1}, "after": {}, "after_unknown": {"id": true}}},
				{"address": "r.b", "change": {"actions": ["create", "delete"], "before": {"id": 1}, "after": {}, "after_unknown": {"id": true}}}`,
			want: []string{"replace r.a", "replace r.b"},
		},
		"import": {
			resources: `{"address": "r.a", "change": {"actions": ["no-op"], "before": {"id": 1}, "after": {"id": 1}, "importing": {"id": "1"}}},
				{"address": "r.b", "change": {"actions": ["update"], "before": {"x": 1}, "after": {"x": 2}, "importing": {"id": "2"}}}`,
			want: []string{"import and update r.b: x", "import r.a"},
		},
		"output": {
			outputs: `"ids": {"actions": ["update"], "before": 1, "after_unknown": true}`,
			want:    []string{"update output.ids"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			got, err := changes(`{"format_version": "1.2", "resource_changes": [` + test.resources + `], "output_changes": {` + test.outputs + `}}`)
			if err != nil {
				t.Fatal(err)
			}

			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestChanges_unreadable(t *testing.T) {
	t.Parallel()

	for _, plan := range []string{"", "No changes.", `{"format_version": "2.0"}`} {
		if got, err := changes(plan); err == nil {
			t.Errorf("%q: got %q, want an error", plan, got)
		}
	}
}

func TestSame(t *testing.T) {
	t.Parallel()

	if err := same("the changes", []string{"b", "a"}, []string{"a", "b"}); err != nil {
		t.Errorf("the order does not matter, but got: %v", err)
	}

	const want = "the changes are not as expected\n  got:  a\n        a\n  want: none"

	if err := same("the changes", []string{"a", "a"}, nil); err == nil || err.Error() != want {
		t.Errorf("got:\n%v\nwant:\n%s", err, want)
	}
}

func TestTokensOf(t *testing.T) {
	t.Parallel()

	found, err := tokensOf(`{"format_version": "1.0", "values": {"root_module": {"resources": [
		{"name": "a", "values": {"token": "one"}}, {"name": "b", "values": {"token": null}}, {"name": "c", "values": {}}]}}}`)
	if err != nil || len(found) != 1 || found["a"] != "one" {
		t.Errorf("got %v, %v", found, err)
	}

	for _, text := range []string{"", "{}"} {
		if _, err := tokensOf(text); err == nil {
			t.Errorf("%q was read", text)
		}
	}
}
