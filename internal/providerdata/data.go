package providerdata

import (
	"fmt"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// Data is what the provider passes to its objects.
type Data struct {
	Client *gitlabapi.Client
	Clock  clock.Clock

	reported      sync.Map
	advised       sync.Map
	tokens        sync.Map
	owners        sync.Map
	managed       sync.Map
	assigned      sync.Map
	administrator once[bool]
	version       once[string]
}

// New returns the data of a provider that was just configured.
func New(client *gitlabapi.Client, clock clock.Clock) *Data {
	return &Data{Client: client, Clock: clock}
}

// Once reports whether it is called with this key for the first time in this run,
// so that a warning about many objects has its full text once.
func (s *Data) Once(key string) bool {
	_, again := s.reported.LoadOrStore(key, true)

	return !again
}

// Warning makes a warning about an attribute, which a run may have to raise for
// many objects: the first has the full text, the others a short one.
func (s *Data) Warning(attribute path.Path, id tfdiag.ID, values tfdiag.Values) diag.Diagnostic {
	if s != nil && !s.Once(string(id)) {
		id = id.Repeated()
	}

	return tfdiag.At(attribute, id, values)
}

// Failed makes the diagnostics of a failed call. If an earlier call in this run
// failed for a cause that does not lie in the object, such as the access token,
// the diagnostic is one line that points to the earlier one.
func (s *Data) Failed(call tfdiag.Call, err error) diag.Diagnostics {
	advice := call.CommonAdvice(err)
	if advice == "" {
		return call.Failed(err)
	}

	earlier, again := s.advised.LoadOrStore(advice, call.String())
	if !again || earlier == call.String() && !call.Created {
		return call.Failed(err)
	}

	return call.Repeated(err, fmt.Sprint(earlier))
}

// RequireToken is for the plan of an object that the apply creates with a call: it
// makes the diagnostics of this call if no access token is configured.
func (s *Data) RequireToken(call tfdiag.Call) diag.Diagnostics {
	if s == nil {
		return nil
	}

	if err := s.Client.RequireToken(); err != nil {
		return s.Failed(call, err)
	}

	return nil
}

// FailedTogether makes the diagnostics of calls of one object that failed: one for
// each cause, and as of [Data.Failed] for a single call.
func (s *Data) FailedTogether(failures ...tfdiag.Failure) diag.Diagnostics {
	if len(failures) == 1 && failures[0].Cause == "" {
		return s.Failed(failures[0].Call, failures[0].Err)
	}

	return tfdiag.Failed(failures, "", nil)
}

// From takes the data from the argument of an object's Configure. It returns nil
// before the provider is configured, which is not an error.
func From(providerData any, diags *diag.Diagnostics) *Data {
	if providerData == nil {
		return nil
	}

	data, ok := providerData.(*Data)
	if !ok {
		diags.Append(tfdiag.New(tfdiag.ProviderDataUnexpected, tfdiag.Values{
			"expected": fmt.Sprintf("%T", data), "got": fmt.Sprintf("%T", providerData),
		}))
	}

	return data
}
