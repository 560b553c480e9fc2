package gitlabsim

// optional is a member that some releases or callers do not get: left out
// when not present, which is not the same as null.
type optional[T any] struct {
	present bool
	value   T
}

func present[T any](value T) optional[T] { return optional[T]{true, value} }

// IsZero has omitzero leave an absent member out.
func (o optional[T]) IsZero() bool { return !o.present }

func (o optional[T]) MarshalJSON() ([]byte, error) { return encode(o.value), nil }
