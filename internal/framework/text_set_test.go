package framework

import "testing"

func TestTextSetType_equality(t *testing.T) {
	t.Parallel()

	kind := NewTextSetType()
	if !kind.Equal(NewTextSetType()) || kind.Equal(kind.SetType) {
		t.Error("the type is another one than itself, or the framework's")
	}
}
