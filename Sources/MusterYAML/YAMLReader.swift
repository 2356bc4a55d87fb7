import Muster
