package gitlabapi

import "encoding/json"

// Optional is a JSON member that is absent, null or a value. To GitLab the three
// differ. The zero Optional is absent. In a request it needs the tag omitzero.
type Optional[T any] struct {
	// Sent says that the member is present.
	Sent bool
	// Value is nil if the member is null or absent.
	Value *T
}

// Some returns a member with a value.
func Some[T any](value T) Optional[T] {
	return Optional[T]{Sent: true, Value: &value}
}

func (o Optional[T]) MarshalJSON() ([]byte, error) {
	return json.Marshal(o.Value)
}

// UnmarshalJSON implements [json.Unmarshaler]. It is only called for members
// that are present.
func (o *Optional[T]) UnmarshalJSON(data []byte) error {
	o.Sent = true
	o.Value = nil

	return json.Unmarshal(data, &o.Value)
}
