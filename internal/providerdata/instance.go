package providerdata

import (
	"context"
	"fmt"
	"net/http"
	"sync"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// once keeps the first answer that was not an error. Concurrent calls share one
// question.
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

// Administrator reports whether the access token has the rights of an
// administrator, which see everything. It asks GitLab once in a run. A token that
// may not ask does not have them.
func (s *Data) Administrator(ctx context.Context) (bool, error) {
	return s.administrator.get(func() (bool, error) {
		user, err := s.Client.CurrentUser(ctx)
		if gitlabapi.HasStatus(err, http.StatusForbidden) {
			return false, nil
		}

		return user.IsAdmin, err
	})
}

// VersionAtLeast reports whether this GitLab has a version or a newer one. It asks
// GitLab once in a run. An unknown version counts as old.
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

	// A version in another form stays 0.0.
	var gotMajor, gotMinor int

	_, _ = fmt.Sscanf(version, "%d.%d", &gotMajor, &gotMinor)

	return gotMajor > major || gotMajor == major && gotMinor >= minor, nil
}
