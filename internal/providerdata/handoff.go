package providerdata

// minting is one token that was made.
type minting struct {
	runner, version int64
}

// HandOn keeps a token that was just made, for the rest of this session: it is
// in no state and no plan, and whoever asks for it by its version gets it.
func (s *Data) HandOn(runner, version int64, token string) {
	s.tokens.Store(minting{runner, version}, token)
}

// HandedOn is a token that was made earlier in this session.
func (s *Data) HandedOn(runner, version int64) (string, bool) {
	token, found := s.tokens.Load(minting{runner, version})
	if !found {
		return "", false
	}

	text, isText := token.(string)

	return text, isText
}
