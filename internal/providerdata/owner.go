package providerdata

// KnowOwner remembers which project owns a runner, because the runner was made
// in it, or its configuration says so. GitLab itself never tells.
func (s *Data) KnowOwner(runner, project int64) {
	if project != 0 {
		s.owners.Store(runner, project)
	}
}

// OwnerOf is the project that owns a runner, where this session knows it.
func (s *Data) OwnerOf(runner int64) (int64, bool) {
	project, found := s.owners.Load(runner)
	if !found {
		return 0, false
	}

	id, isID := project.(int64)

	return id, isID
}
