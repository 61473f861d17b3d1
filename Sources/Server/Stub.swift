import CryptoExtras
import Hummingbird
import Mustache
import Subprocess

enum ServerStub {}
