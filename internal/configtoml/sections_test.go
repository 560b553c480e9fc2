package configtoml_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// Each section of the documentation of GitLab Runner: testdata/sections has the object
// as JSON, and the file. GitLab Runner has every key of the file, with its type, and
// reads the values of the object.
func TestConfigTOML_sections(t *testing.T) {
	t.Parallel()

	for name, text := range sections(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			written := file(t, object(t, text.json))
			if written != text.toml {
				t.Errorf("got:\n%s\nwant:\n%s", written, text.toml)
			}

			var config fileConfig

			read, err := toml.Decode(written, &config)
			if err != nil || len(read.Undecoded()) > 0 {
				t.Fatalf("GitLab Runner has no %v (%v)", read.Undecoded(), err)
			}

			given, err := decodeJSON(text.json)
			if err != nil {
				t.Fatal(err)
			}

			want, err := expect(given)
			if err != nil {
				t.Fatal(err)
			}

			if got := decode(t, written); !reflect.DeepEqual(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

// GitLab Runner reads the values into its own types.
func TestConfigTOML_readByGitLabRunner(t *testing.T) {
	t.Parallel()

	all := sections(t)

	read := func(name string) *runnerConfig {
		var config fileConfig
		if _, err := toml.Decode(file(t, object(t, all[name].json)), &config); err != nil {
			t.Fatal(err)
		}

		return config.Runners[0]
	}

	runner := read("runners")
	want := &runnerConfig{
		Name: "build", URL: "https://gitlab.example.com", ID: 42, Token: "glrt-0123456789", TLSCAFile: "/etc/gitlab-runner/certs/ca.crt",
		TokenObtainedAt: time.Date(2026, time.July, 1, 8, 0, 0, 0, time.UTC), TokenExpiresAt: time.Time{},
		Executor: "shell", Shell: "bash", BuildsDir: "/builds", CacheDir: "/cache", Environment: []string{"LC_ALL=en_US.UTF-8", `EDITOR="vi"`},
		RequestConcurrency: 2, StrictCheckInterval: gitlab.Ptr(true), OutputLimit: 8192, DebugTraceDisabled: true, CleanGitConfig: gitlab.Ptr(false),
		PreGetSourcesScript: "git config --global http.proxy 'http://proxy:3128'\n",
		PreBuildScript:      "set -eu\nif [ -n \"$CI_DEBUG\" ]; then\n\techo \"path: C:\\\\tools\"\nfi\n",
		PostBuildScript:     "echo 'it''s over'", UnhealthyRequestsLimit: 3, UnhealthyInterval: gitlab.Ptr(90 * time.Minute),
		PrepareTimeout: gitlab.Ptr(5 * time.Minute), GetSourcesTimeout: gitlab.Ptr(10 * time.Minute), Labels: map[string]string{"team": "platform"},
	}

	if !reflect.DeepEqual(runner, want) {
		t.Errorf("GitLab Runner reads %+v\nwant %+v", runner, want)
	}

	services := []service{
		{Name: "registry.example.com/svc1", Alias: "svc1", Entrypoint: []string{"entrypoint.sh"}, Command: []string{"executable", "param1"}, Environment: []string{"ENV1=value1", "ENV2=value2"}},
		{Name: "redis:7"},
		{Name: "postgres:17", Alias: "postgres-db"},
	}
	if docker := read("docker_services").Docker; !reflect.DeepEqual(docker, &dockerConfig{Image: "ruby:3.3", PullPolicy: oneOrMore{"if-not-present"}, Services: services}) {
		t.Errorf("GitLab Runner reads %+v", docker)
	}

	autoscaler := read("autoscaler").Autoscaler
	acctest.Equal(t, "the factors", []float64{autoscaler.Policy[0].ScaleFactor, autoscaler.Policy[1].ScaleFactor}, []float64{0, 0.1})
	acctest.Equal(t, "the buckets", autoscaler.InstanceCreationBuckets, []float64{0.5, 1, 30, 600.25})
	acctest.Equal(t, "the plugin's", autoscaler.PluginConfig["disks"], any([]map[string]any{{"size": int64(50)}, {"fast": true, "size": int64(100)}}))
	acctest.Equal(t, "a whole factor", read("machine").Machine.Autoscaling[0].IdleScaleFactor, 2.0)
	acctest.Equal(t, "no grace", *read("kubernetes").Kubernetes.TerminationGracePeriod, 0)
	acctest.Equal(t, "the term", read("kubernetes_affinity").Kubernetes.Affinity.NodeAffinity.Required.Terms[1].MatchFields[0], requirement{"metadata.name", "NotIn", []string{"a", "b"}})
	acctest.Equal(t, "the key", read("cache_gcs").Cache.GCS.PrivateKey, "-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----\n")
}

type section struct{ json, toml string }

func sections(t testing.TB) map[string]section {
	t.Helper()

	files, err := filepath.Glob("testdata/sections/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("found %d sections: %v", len(files), err)
	}

	found := make(map[string]section)
	for _, path := range files {
		stem := strings.TrimSuffix(path, ".json")
		found[filepath.Base(stem)] = section{json: content(t, path), toml: content(t, stem+".toml")}
	}

	return found
}

func content(t testing.TB, path string) string {
	t.Helper()

	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}

	return string(text)
}
