package providerdata

// tokenKey identifies a token that was created in this run.
type tokenKey struct {
	runner, version int64
}

// PublishToken keeps a token that was just created for the rest of this run. It
// is in no state and no plan; the ephemeral resource looks it up.
func (s *Data) PublishToken(runner, version int64, token string) {
	s.tokens.Store(tokenKey{runner, version}, token)
}

// LookupToken returns a token that was created earlier in this run.
func (s *Data) LookupToken(runner, version int64) (string, bool) {
	token, _ := s.tokens.Load(tokenKey{runner, version})
	text, found := token.(string)

	return text, found
}
