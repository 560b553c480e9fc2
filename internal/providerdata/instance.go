package providerdata

import (
	"context"
	"fmt"
	"net/http"
	"sync"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// once keeps the first answer that was not an error. Who asks while somebody
// else is asking waits for that answer.
type once[T any] struct {
	mu    sync.Mutex
	known bool
	value T
}

func (o *once[T]) get(ask func() (T, error)) (T, error) {
	o.mu.Lock()
	defer o.mu.Unlock()

	if o.known {
		return o.value, nil
	}

	value, err := ask()
	if err == nil {
		o.value, o.known = value, true
	}

	return value, err
}

// Administrator reports whether the access token is an administrator's, who
// sees everything. It asks GitLab once in a session. A token that may not even
// ask is nobody's who sees everything.
func (s *Data) Administrator(ctx context.Context) (bool, error) {
	return s.administrator.get(func() (bool, error) {
		user, err := s.Client.CurrentUser(ctx)
		if gitlabapi.HasStatus(err, http.StatusForbidden) {
			return false, nil
		}

		return user.IsAdmin, err
	})
}

// VersionAtLeast reports whether this GitLab is of a version or a newer one. It
// asks GitLab once in a session. A version that cannot be told counts as old.
func (s *Data) VersionAtLeast(ctx context.Context, major, minor int) (bool, error) {
	version, err := s.version.get(func() (string, error) {
		version, err := s.Client.Version(ctx)
		if gitlabapi.HasStatus(err, http.StatusForbidden) {
			return "", nil
		}

		return version, err
	})
	if err != nil {
		return false, err
	}

	// What cannot be read stays 0.0.
	var gotMajor, gotMinor int

	_, _ = fmt.Sscanf(version, "%d.%d", &gotMajor, &gotMinor)

	return gotMajor > major || gotMajor == major && gotMinor >= minor, nil
}
