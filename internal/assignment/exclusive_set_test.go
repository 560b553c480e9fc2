package assignment

import "testing"

func TestTextSetType_equality(t *testing.T) {
	t.Parallel()

	kind := newTextSetType()
	if !kind.Equal(newTextSetType()) || kind.Equal(kind.SetType) {
		t.Error("the type is another one than itself, or the framework's")
	}
}
