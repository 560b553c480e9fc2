package main

import (
	"encoding/json"
	"strings"
	"testing"
)

const oneOfEach = `{"version":4,"terraform_version":"1.11.4","serial":1,"lineage":"x","outputs":{},"resources":[
	{"mode":"managed","type":"gitlabrunner_runner","name":"fleet","provider":"p","instances":[{"index_key":0,"schema_version":0,
		"attributes":{"id":9007199254740993,"description":"d","token":"t"},"sensitive_attributes":[],"identity_schema_version":0,
		"identity":{"id":9007199254740993},"private":"cA=="}]}]}`

func TestGrow(t *testing.T) {
	t.Parallel()

	grown, err := growth{"gitlabrunner_runner.fleet": {3, nextRunner}}.grow([]byte(oneOfEach))
	if err != nil {
		t.Fatal(err)
	}

	var got state
	if err := json.Unmarshal(grown, &got); err != nil {
		t.Fatal(err)
	}

	instances := got.Resources[0].Instances
	if len(instances) != 3 || instances[2].IndexKey != 2 || instances[2].Private != "cA==" || instances[2].Attributes["description"] != "d" {
		t.Errorf("got %+v", instances)
	}

	// The first instance is unchanged, and no number becomes a float.
	for number, want := range map[string]int{"9007199254740993": 2, "9007199254740994": 2, "9007199254740995": 2} {
		if got := strings.Count(string(grown), number); got != want {
			t.Errorf("%s is there %d times, in attributes and identity, want %d:\n%s", number, got, want, grown)
		}
	}
}

func TestGrow_refusesUnknownResources(t *testing.T) {
	t.Parallel()

	for message, text := range map[string]string{
		"there is no growth for it": oneOfEach,
		"reading the state":         "{",
	} {
		if _, err := (growth{}).grow([]byte(text)); err == nil || !strings.Contains(err.Error(), message) {
			t.Errorf("got %v, want %q", err, message)
		}
	}
}

func TestNextAssignment(t *testing.T) {
	t.Parallel()

	next := nextAssignment([]int64{11, 12, 13})
	first := members{"runner_id": json.Number("7")}

	got := next(first, 4)
	if got["id"] != "8:12" || got["runner_id"] != int64(8) || got["project"] != "12" || got["project_id"] != int64(12) || got["project_path"] != "bench/project-2" {
		t.Errorf("got %v", got)
	}
}
