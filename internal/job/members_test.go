package job_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

// Every member of the user and the commit in an answer is an attribute with the same
// value; the others are null.
func TestProtoJobs_membersOfUserAndCommit(t *testing.T) {
	t.Parallel()

	for _, version := range gitlabsim.Versions() {
		t.Run(version, func(t *testing.T) {
			t.Parallel()

			w := newWork(t, 1, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))

			state, diagnostics := w.Proto(t, nil).Data(typeName, acctest.Values{"runner_id": w.runner})
			acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")

			got := acctest.List(t, state.Values(t)["jobs"])[0]
			sent := w.sent(t)

			for _, name := range []string{"user", "commit"} {
				var attributes map[string]tftypes.Value
				if err := got[name].As(&attributes); err != nil {
					t.Fatal(err)
				}

				for member, value := range sent[name] {
					if attribute, found := attributes[member]; !found {
						t.Errorf("%s.%s is no attribute", name, member)
					} else if text := plain(t, attribute); text != fmt.Sprint(seconds(value)) {
						t.Errorf("%s.%s is %s, want %v", name, member, text, seconds(value))
					}
				}

				for member, attribute := range attributes {
					if _, found := sent[name][member]; !found && !attribute.IsNull() {
						t.Errorf("%s.%s is %s, which GitLab does not send", name, member, attribute)
					}
				}
			}
		})
	}
}

// sent are the user and the commit of the first job as GitLab sends them.
func (w *work) sent(t *testing.T) map[string]map[string]any {
	t.Helper()

	var jobs []struct{ User, Commit map[string]any }
	if err := w.Call(t.Context(), http.MethodGet, fmt.Sprintf("runners/%d/jobs", w.runner), nil, &jobs); err != nil {
		t.Fatal(err)
	}

	return map[string]map[string]any{"user": jobs[0].User, "commit": jobs[0].Commit}
}

// seconds is a time without its fraction, as the provider shows it, and any
// other value as it is.
func seconds(value any) any {
	text, _ := value.(string)

	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return value
	}

	return at.UTC().Format(time.RFC3339)
}

// plain is a value as fmt writes it after it was decoded from JSON.
func plain(t *testing.T, value tftypes.Value) string {
	t.Helper()

	var (
		list    []tftypes.Value
		mapping map[string]tftypes.Value
	)

	switch {
	case value.IsNull():
		return fmt.Sprint(nil)
	case value.As(&list) == nil:
		texts := make([]string, 0, len(list))
		for _, each := range list {
			texts = append(texts, plain(t, each))
		}

		return fmt.Sprint(texts)
	case value.As(&mapping) == nil:
		texts := make(map[string]string, len(mapping))
		for key, each := range mapping {
			texts[key] = plain(t, each)
		}

		return fmt.Sprint(texts)
	default:
		return acctest.Text(value)
	}
}
